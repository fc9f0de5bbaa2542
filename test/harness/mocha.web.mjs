// Mocha for the browser's extension host: its browser build defines a global and exports nothing. Imported by its path,
// since the bundler takes the name for this file.
import '../../node_modules/mocha/mocha.js';

export default Reflect.get(globalThis, 'Mocha');
