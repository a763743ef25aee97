SHAPE = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}

try:
    Template.open("misspelt.docx", shape=SHAPE)
except Refused as refused:
    for problem in refused.problems:
        print(problem)
# misspelt.docx: body, paragraph 1: unknown-name: {{ nmae }}: nothing is called 'nmae' here; did you mean 'name'?
