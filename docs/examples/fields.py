from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    name: str
    actions: tuple[str, ...] = ()


for entry in fields(Letter):
    print(entry.write)
# {{ name }}
# {{ actions | join_and }}
