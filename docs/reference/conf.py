"""How the reference of the API is built: ``make docs``."""

import aiprocure

project = "aiprocure"
author = "The aiprocure maintainers"
release = aiprocure.__version__
extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "alabaster"
exclude_patterns = ["*.md"]
nitpicky = False
autodoc_default_options = {"members": True, "show-inheritance": True, "member-order": "bysource"}
autodoc_typehints = "signature"
