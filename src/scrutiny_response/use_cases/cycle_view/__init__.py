"""A cycle's folder → what stands in it now, for those who look at it again and again.

Each file is read anew only if its bytes, or those of the cycle file beside it, have changed. Nothing is written.
"""

from scrutiny_response.use_cases.cycle_view.folder import CycleFolder
from scrutiny_response.use_cases.cycle_view.level_now import LevelNow, Tried, changes, level_now
from scrutiny_response.use_cases.cycle_view.view import CommonFile, CycleView, Partnership

__all__ = ["CommonFile", "CycleFolder", "CycleView", "LevelNow", "Partnership", "Tried", "changes", "level_now"]
