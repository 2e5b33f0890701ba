'use strict';
// naudiodon calls registerHandler() when it is loaded. Crashes are handled by the engine host, which
// watches the engine process, so there is nothing to register.
module.exports = { registerHandler() {} };
