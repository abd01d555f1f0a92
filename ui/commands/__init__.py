"""The sub-commands of ``trichdan``, a module each, imported when asked for.

Each module has ``command(say)``: the click command in the language of ``say``, which returns its exit code.
"""
