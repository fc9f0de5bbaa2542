// Mocha for the browser's extension host: its browser build defines a global and exports nothing. The import uses a path,
// since the bundler maps the name `mocha` to this file.
import '../../node_modules/mocha/mocha.js';

export default Reflect.get(globalThis, 'Mocha');
