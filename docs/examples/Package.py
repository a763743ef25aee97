package = Package.open("letter.docx")
print("word/document.xml" in package.names)
# True
