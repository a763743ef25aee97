template = Template.open("letter.docx")
template.render({"name": "Strathlorne", "actions": ["Agree a plan"]}).save("letter-to-strathlorne.docx")
