#!/usr/bin/env node
// npm links a command when it installs, which is before the build: this file is always there.
require('../dist/main.js');
