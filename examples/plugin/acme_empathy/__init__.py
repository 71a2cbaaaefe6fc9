"""The rules of the Acme support team; empathylint reads the files beside this one."""
