try:
    Template.open("misspelt.docx", shape={"type": "object", "properties": {"name": {"type": "string"}}})
except Refused as refused:
    annotate("misspelt.docx", refused.problems).save("misspelt-with-comments.docx")
