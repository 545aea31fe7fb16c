"""The timetable's pages: the morning page, the steps and their sheets, the dates, the forecast's own history."""
