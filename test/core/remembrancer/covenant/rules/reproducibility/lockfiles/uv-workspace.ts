/** A uv workspace as uv 0.13 locks it; files and digests are left out. */
export const uvWorkspace = {
  'pyproject.toml': `[project]
name = "Root_Project"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["idna >= 3, <4", "a", "iniconfig"]

[project.optional-dependencies]
cli = ["click>=8; python_version < '3.14'", "requests[socks]>=2"]

[dependency-groups]
dev = ["typing_extensions>=4", {include-group = "lint"}]
lint = ["six"]

[tool.uv.sources]
a = { workspace = true }

[tool.uv.workspace]
members = ["packages/*"]
`,
  'packages/a/pyproject.toml': `[project]
name = "a"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["idna>=3"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
`,
  'uv.lock': `version = 1
revision = 5
requires-python = ">=3.11"

[manifest]
members = [
    "a",
    "root-project",
]

[[package]]
name = "a"
version = "0.1.0"
source = { editable = "packages/a" }
dependencies = [
    { name = "idna" },
]

[package.metadata]
requires-dist = [{ name = "idna", specifier = ">=3" }]

[[package]]
name = "certifi"
version = "2026.10.18"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "charset-normalizer"
version = "3.5.2"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "click"
version = "8.5.1"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "idna"
version = "3.20"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "iniconfig"
version = "2.3.1"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pysocks"
version = "1.7.1"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "requests"
version = "2.34.2"
source = { registry = "https://pypi.org/simple" }
dependencies = [
    { name = "certifi" },
    { name = "charset-normalizer" },
    { name = "idna" },
    { name = "urllib3" },
]

[package.optional-dependencies]
socks = [
    { name = "pysocks" },
]

[[package]]
name = "root-project"
version = "0.1.0"
source = { virtual = "." }
dependencies = [
    { name = "a" },
    { name = "idna" },
    { name = "iniconfig" },
]

[package.optional-dependencies]
cli = [
    { name = "click", marker = "python_full_version < '3.14'" },
    { name = "requests", extra = ["socks"] },
]

[package.dev-dependencies]
dev = [
    { name = "six" },
    { name = "typing-extensions" },
]
lint = [
    { name = "six" },
]

[package.metadata]
requires-dist = [
    { name = "a", editable = "packages/a" },
    { name = "click", marker = "python_full_version < '3.14' and extra == 'cli'", specifier = ">=8" },
    { name = "idna", specifier = ">=3,<4" },
    { name = "iniconfig" },
    { name = "requests", extras = ["socks"], marker = "extra == 'cli'", specifier = ">=2" },
]
provides-extras = ["cli"]

[package.metadata.requires-dev]
dev = [
    { name = "six" },
    { name = "typing-extensions", specifier = ">=4" },
]
lint = [{ name = "six" }]

[[package]]
name = "six"
version = "1.17.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "typing-extensions"
version = "4.16.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "urllib3"
version = "2.8.0"
source = { registry = "https://pypi.org/simple" }
`,
};
