"""Vale's styles as they are: a project's `.vale.ini` and its StylesPath, run as an engine beside our rules.

What Vale finds is found here: the same rules with the same severities at the same words. `loaded` reads a
project; `ValeEngine` checks documents. Each stage is a function of the one before it:

    .vale.ini → Config → definitions (YAML) → rules compiled → blocks of a document → alerts → Problems
"""

from __future__ import annotations
