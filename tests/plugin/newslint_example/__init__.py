"""An example of a plug-in; its rules are in the folder `example`."""
