from pathlib import Path

report, plan = Package.open("report.docx"), Package.open("plan.docx")
Path("report-with-plan.docx").write_bytes(attach(report, plan))
