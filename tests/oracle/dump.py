"""Writes japan-holidays.txt and japan-dates.txt from packages that other people maintain. See README.md."""
import datetime, importlib.metadata, json, pathlib, subprocess
import holidays, jpholiday

HERE = pathlib.Path(__file__).parent
MAIN, CHECKS = "@holiday-jp/holiday_jp", ["jpholiday", "holidays"]
FROM, NAMED, TO = 2000, 2035, 2099  # holiday_jp ends in 2050

js = (f"const j = require('{MAIN}'), days = j.between(new Date({FROM}, 0, 1), new Date({NAMED}, 11, 31));"
      f"console.log(JSON.stringify([require('{MAIN}/package.json').version, days.map(d => [d.date.toISOString().slice(0, 10), d.name])]))")
version, named = json.loads(subprocess.check_output(["env", "TZ=UTC", "node", "-e", js]))

days = [datetime.date(FROM, 1, 1) + datetime.timedelta(n) for n in range(366 * (TO - FROM + 1))]
days = [str(day) for day in days if day.year <= TO and jpholiday.is_holiday(day)]
other = sorted(map(str, holidays.country_holidays("JP", years=range(FROM, TO + 1))))
assert days == other, set(days) ^ set(other)
assert [day for day, _ in named] == [day for day in days if int(day[:4]) <= NAMED]

checks = " and ".join(f"PyPI {name} {importlib.metadata.version(name)}" for name in CHECKS)
made = "# Made by: python tests/oracle/dump.py (see README.md). Do not edit.\n"
(HERE / "japan-holidays.txt").write_text(
    f"# Japan's holidays {FROM} to {NAMED}: npm {MAIN} {version}.\n# The same dates as {checks}.\n" + made
    + "".join(f"{day} {name}\n" for day, name in named))
(HERE / "japan-dates.txt").write_text(
    f"# Japan's holidays {NAMED + 1} to {TO}, dates only: {checks} agree.\n" + made
    + "".join(f"{year} {' '.join(day[5:] for day in days if day.startswith(str(year)))}\n" for year in range(NAMED + 1, TO + 1)))
print(len(named), "named,", len(days), "in all")
