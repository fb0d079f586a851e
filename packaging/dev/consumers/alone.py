"""A file of a package by itself, where the package as a whole would ask for more than its file does."""
import importlib.util, sys, types
from pathlib import Path


def alone(package, *path):
    home = Path(importlib.util.find_spec(package).submodule_search_locations[0])
    name = ".".join([package, *path]).removesuffix(".py")
    for i in range(len(path)):  # the packages above it, without what stands in their __init__
        above = ".".join([package, *path[:i]])
        sys.modules[above] = module = types.ModuleType(above)
        module.__path__ = [str(home.joinpath(*path[:i]))]
    spec = importlib.util.spec_from_file_location(name, home.joinpath(*path))
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
