# Excel: forms and lists that leave the program.
workbook-title = Excel
workbook-lead = Save a form as an Excel workbook, let somebody fill it in, and take it in again. Every change is shown before it is made.
workbook-out = Save as Excel
workbook-empty = There is no form yet. Open one under Assessments first.
workbook-form = Form
workbook-save = Save as Excel
workbook-lists = Lists
workbook-lists-save = Save the lists as Excel
workbook-lists-hint = Remediation (items answered “no”), vendors, evidence with its SHA-256, staff. For reading; they can't be taken in again.
workbook-in = Take in a filled-in workbook
workbook-in-link = Take in a filled-in workbook
workbook-in-text = Choose a form that was saved here. Nothing changes yet: the next page shows what would.
workbook-file = Excel file
workbook-file-hint = Only an .xlsx that was saved here, up to 20 MB.
workbook-look = See what would change
workbook-vendor = Vendor
workbook-remark = Remarks
workbook-bytes = Size (bytes)
workbook-sha256 = SHA-256
workbook-wrong-day = Enter a day within the fiscal year, like 2024/06/10.
workbook-wrong-choice = Choose from the list.
workbook-guide-title = How to fill in
workbook-guide =
    How to fill in
    Only the white cells can be filled. Grey ones are not asked of this institution.
    Choose yes or no, the day of the check and the person who checked from the lists.
    Where the answer is no, enter the target date by which it will be yes.
    Formulas are not taken. Enter plain words and dates.
    Leave the wording, the numbers, rows and columns as they are; otherwise the workbook is refused.
    Save it as .xlsx and take it in on the Excel page of Sakimori, which shows every change before it is made.
    〔再〕 marks wording that was reconstructed and not yet compared with the official file; 〔案〕 wording read from a government draft.
