"""The sentences of the journal's findings."""

from __future__ import annotations

from writ.law.texts import N_, register

register(
    {
        "J-101": N_(
            "“{place}” holds the number {value}. The record takes whole numbers up to 9,007,199,254,740,991 on either "
            "side of nought: write a smaller one, or write it as text."
        ),
        "J-102": N_(
            "“{place}” holds a value that the record cannot keep exactly ({value}). Write a whole number, a fraction "
            "or a text."
        ),
        "J-103": N_(
            "“{place}” holds the invisible character {value}, which reads differently from what is stored. Type the "
            "text again instead of pasting it."
        ),
        "J-104": N_(
            "This act would take {size} bytes; the record holds {limit}. Shorten the texts, or attach them as a file."
        ),
        "J-105": N_(
            "The disk takes no more. Nothing was recorded, and nothing is half done: free some space and send again."
        ),
        "J-106": N_("The record of this installation is open already: one installation keeps one record."),
    }
)
