try:
    Template.open("misspelt.docx", shape={"type": "object", "properties": {"name": {"type": "string"}}})
except Refused as refused:
    problem = refused.problems[0]
    assert isinstance(problem, Problem)
    print(problem.id, problem.severity, problem.place.paragraph, problem.hint, sep=", ")
# unknown-name, error, 1, did you mean 'name'?
