"""How files of earlier versions, which had no revision, become files of revision 0001.

Those versions kept money as floating-point dollars and wrote what they were given. What can be
kept is kept under its id; what can't goes to `quarantined_rows` with the reason, whole.
"""
