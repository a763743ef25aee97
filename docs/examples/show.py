print(show(Package.open("misspelt.docx")).splitlines()[2])
# Dear {{ nmae }},
