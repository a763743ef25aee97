document = Template.open("letter.docx").render({"name": "Strathlorne", "actions": ["Agree a plan"]})
data = bytes(document)
document.save("letter-to-strathlorne.docx")
