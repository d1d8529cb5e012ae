#!/usr/bin/env -S node --max-semi-space-size=64
// Room for what answers leave behind, so that most of it is gone before anybody has to copy it; the other half is in
// `dist/garbage-collection.js`. npm links a command when it installs, which is before the build: this file is always there.
require('../dist/main.js');
