# fmt: off

import django.db.models.deletion
from django.db import migrations, models

import writ.offices.elections.states


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('authority', '0001_initial'),
        ('journal', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_sq', models.CharField(blank=True, max_length=300)),
                ('name_sr_cyrl', models.CharField(blank=True, max_length=300)),
                ('name_sr_latn', models.CharField(blank=True, max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('state', models.CharField(choices=[('prepared', 'prepared'), ('called', 'called')], default=writ.offices.elections.states.ElectionState['PREPARED'], max_length=20)),
                ('zone', models.CharField(max_length=64)),
                ('languages', models.JSONField()),
                ('currency', models.CharField(max_length=3)),
                ('folder_hash', models.CharField(max_length=64)),
                ('called_on', models.DateField(null=True)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
            ],
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_sq', models.CharField(blank=True, max_length=300)),
                ('name_sr_cyrl', models.CharField(blank=True, max_length=300)),
                ('name_sr_latn', models.CharField(blank=True, max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('code', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('voters', models.PositiveIntegerField(null=True)),
                ('seats', models.PositiveIntegerField(null=True)),
                ('status', models.CharField(choices=[('sourced', 'sourced'), ('derived', 'derived'), ('recalled', 'recalled'), ('assumed', 'assumed'), ('scenario', 'scenario'), ('empty', 'empty')], max_length=20)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='elections.area')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='authority.territory')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='elections.election')),
            ],
        ),
        migrations.CreateModel(
            name='Outlines',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attribution', models.TextField()),
                ('rings', models.JSONField()),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('election', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outlines', to='elections.election')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_sq', models.CharField(blank=True, max_length=300)),
                ('name_sr_cyrl', models.CharField(blank=True, max_length=300)),
                ('name_sr_latn', models.CharField(blank=True, max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('code', models.CharField(max_length=40)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
            ],
        ),
        migrations.CreateModel(
            name='Contest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='elections.area')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='elections.poll')),
            ],
        ),
        migrations.CreateModel(
            name='PollingCentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_sq', models.CharField(blank=True, max_length=300)),
                ('name_sr_cyrl', models.CharField(blank=True, max_length=300)),
                ('name_sr_latn', models.CharField(blank=True, max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('code', models.CharField(max_length=40)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('status', models.CharField(choices=[('sourced', 'sourced'), ('derived', 'derived'), ('recalled', 'recalled'), ('assumed', 'assumed'), ('scenario', 'scenario'), ('empty', 'empty')], max_length=20)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='elections.area')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='centres', to='elections.election')),
            ],
        ),
        migrations.CreateModel(
            name='PollingStation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('regular', 'regular'), ('dual', 'dual'), ('mobile', 'mobile'), ('special', 'special')], max_length=20)),
                ('voters', models.PositiveIntegerField(null=True)),
                ('count_unit', models.CharField(max_length=40)),
                ('status', models.CharField(choices=[('sourced', 'sourced'), ('derived', 'derived'), ('recalled', 'recalled'), ('assumed', 'assumed'), ('scenario', 'scenario'), ('empty', 'empty')], max_length=20)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='elections.area')),
                ('centre', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='elections.pollingcentre')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='elections.election')),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_sq', models.CharField(blank=True, max_length=300)),
                ('name_sr_cyrl', models.CharField(blank=True, max_length=300)),
                ('name_sr_latn', models.CharField(blank=True, max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('number', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('date', models.DateField()),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='elections.election')),
            ],
        ),
        migrations.AddField(
            model_name='poll',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='elections.round'),
        ),
        migrations.CreateModel(
            name='StationDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('planned', 'planned'), ('moved', 'moved'), ('opened', 'opened'), ('opened late', 'opened late'), ('suspended', 'suspended'), ('closed', 'closed'), ('closed early', 'closed early'), ('not opened', 'not opened')], default=writ.offices.elections.states.DayStatus['PLANNED'], max_length=20)),
                ('since', models.DateTimeField(null=True)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry', to_field='act')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='station_days', to='elections.round')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='elections.pollingstation')),
            ],
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'called'])), name='election_state_known'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called_on__isnull', False), ('state', 'called')), models.Q(('called_on__isnull', True), ('state', 'prepared')), _connector='OR'), name='election_called_on_with_call'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.UniqueConstraint(fields=('election', 'code'), name='area_code_once'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='area_not_its_own_part'),
        ),
        migrations.AddConstraint(
            model_name='contest',
            constraint=models.UniqueConstraint(fields=('poll', 'area'), name='contest_once'),
        ),
        migrations.AddConstraint(
            model_name='pollingcentre',
            constraint=models.UniqueConstraint(fields=('election', 'code'), name='centre_code_once'),
        ),
        migrations.AddConstraint(
            model_name='pollingcentre',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='centre_on_earth'),
        ),
        migrations.AddConstraint(
            model_name='pollingstation',
            constraint=models.UniqueConstraint(fields=('election', 'code'), name='station_code_once'),
        ),
        migrations.AddConstraint(
            model_name='pollingstation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['regular', 'dual', 'mobile', 'special'])), name='station_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='pollingstation',
            constraint=models.CheckConstraint(condition=models.Q(('centre__isnull', False), ('kind__in', ['mobile', 'special']), _connector='OR'), name='station_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='pollingstation',
            constraint=models.CheckConstraint(condition=models.Q(('count_unit', ''), _negated=True), name='station_has_a_count_unit'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('election', 'number'), name='round_number_once'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('election', 'date'), name='round_date_once'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='round_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(fields=('round', 'code'), name='poll_code_once'),
        ),
        migrations.AddConstraint(
            model_name='stationday',
            constraint=models.UniqueConstraint(fields=('station', 'round'), name='station_day_once'),
        ),
        migrations.AddConstraint(
            model_name='stationday',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'moved', 'opened', 'opened late', 'suspended', 'closed', 'closed early', 'not opened'])), name='station_day_status_known'),
        ),
        migrations.AddConstraint(
            model_name='stationday',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'planned'), ('since__isnull', False), _connector='OR'), name='station_day_moved_with_moment'),
        ),
    ]
