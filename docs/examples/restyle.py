restyled = restyle(Package.open("style.docx"), Package.open("letter.docx"))
for problem in restyled.problems:
    print(problem)
document = bytes(restyled.package)
