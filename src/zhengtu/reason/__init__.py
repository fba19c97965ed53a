"""What follows from the facts of a release, and whether they can all be true. How facts are read does not live here.

`closure` runs the rules of ontology/rules, `clashes` finds what contradicts itself, `premises` says why something was
inferred. `reasoner` runs HermiT or Pellet beside them, in a process of its own, where there is a Java.
"""
