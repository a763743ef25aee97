assert check_accessibility(Package.open("letter.docx")) == ()
