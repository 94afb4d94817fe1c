"""What each word is and what it hangs on: tags, features, lemmas and trees, from a small network of our own.

numpy and onnxruntime are imported by the modules here, so nothing imports these before a rule asks.
"""
