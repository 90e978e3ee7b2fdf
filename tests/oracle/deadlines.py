"""Answers the questions of deadlines.txt in place, without the code under test. See README.md."""
import datetime, pathlib
import holidays

JP, DAY = holidays.country_holidays("JP", years=range(2000, 2100), expand=False, language="ja"), datetime.timedelta(1)
OWN = {"年末年始": "12-29 12-30 12-31 01-01 01-02 01-03", "夏季休業": "08-12 08-13 08-14 08-15", "創立記念日": "06-01"}
OWN = {day: name for name, days in OWN.items() for day in days.split()}

def answer(assigned, number, calendar, what, *_):
    day, left, skipped, provisional = datetime.date.fromisoformat(assigned), int(number), [], ""
    while left:
        day += DAY
        japan, own = calendar.startswith("japan"), calendar.endswith("+own")
        if japan and not 2000 <= day.year <= 2027: provisional = "推定"
        reason = (japan and JP.get(day)) or (own and OWN.get(str(day)[5:])) or {6: "土", 7: "日"}.get(day.isoweekday())
        if reason: skipped.append(f"{day.month}/{day.day}{reason}")
        else: left -= 1
    return " | ".join([assigned, number, calendar, what, str(day), provisional, " ".join(skipped)]).rstrip()

file = pathlib.Path(__file__).parent / "deadlines.txt"
lines = file.read_text().splitlines()
file.write_text("".join((line if line.startswith("#") else answer(*line.split(" | "))) + "\n" for line in lines))
