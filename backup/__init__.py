"""The whole site in one file, and back: `flask backup`, `flask restore`.

A backup is a ZIP. `manifest.json` tells of what schema it is and has the number of rows and a checksum of every other
file. Each table is a file of JSON lines, the first of which names its columns; `files/` has what the instance folder
keeps beside the database. It knows nothing of SQLite or PostgreSQL: what one wrote, the other takes.
"""


class Refused(Exception):
    """A sentence for the keeper: why nothing was done."""
