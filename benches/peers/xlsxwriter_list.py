"""The list of benches/src/workbook.rs written by XlsxWriter: the same cells, the same formats. Prints the seconds of each round."""
import datetime
import json
import sys
import time

import xlsxwriter

rows_file, target, rounds, constant_memory = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "rows"
with open(rows_file, encoding="utf-8") as source:
    data = json.load(source)
rows = [
    [datetime.date.fromisoformat(cell[4:]) if isinstance(cell, str) and cell.startswith("day:") else cell for cell in row]
    for row in data["rows"]
]


def write():
    book = xlsxwriter.Workbook(target, {"constant_memory": constant_memory})
    base = {"font_name": "BIZ UDPゴシック", "font_size": 10, "valign": "vcenter", "text_wrap": True}
    words = book.add_format(base)
    # Older versions have no quote prefix; the cell costs the same.
    quoted = book.add_format({**base, "quote_prefix": True} if hasattr(words, "set_quote_prefix") else base)
    day = book.add_format({**base, "num_format": "yyyy/mm/dd"})
    head = book.add_format({**base, "border": 1, "border_color": "#595959", "bold": True, "align": "center", "bg_color": "#E6E6E6"})
    sheet = book.add_worksheet(data["name"])
    last = len(data["columns"]) - 1
    for at, (heading, width) in enumerate(data["columns"]):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, head)
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, at, cell, quoted if cell[:1] in "=+-@\t\r" else words)
            elif isinstance(cell, datetime.date):
                sheet.write_datetime(number, at, cell, day)
            elif cell is not None:
                sheet.write_number(number, at, cell, words)
    sheet.autofilter(0, 0, len(rows), last)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + data["title"])
    sheet.set_footer("&R&P / &N")
    book.close()


taken = []
for _ in range(rounds):
    started = time.perf_counter()
    write()
    taken.append(time.perf_counter() - started)
print(json.dumps(taken))
