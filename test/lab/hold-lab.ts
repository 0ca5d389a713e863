// Starts a lab, says its name and holds it until it is killed: what a test run is that somebody ends the hard way.
import { startLab } from './lab.js';

const lab = await startLab({ images: [] });
await lab.docker('run', '-d', '--name', 'left-behind', 'debian:12', 'sleep', '1000');
process.stdout.write(`${lab.name}\n`);
setInterval(() => undefined, 60_000);
