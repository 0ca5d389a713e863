import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This folder, where the lab's scripts lie. */
export const labSource = fileURLToPath(new URL('.', import.meta.url));

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** What is slow to make and the same for every run: certificates, images, seeds. Safe to delete when no lab runs. */
export const cacheDir = process.env.OWUI_DOCTOR_LAB_CACHE || join(homedir(), '.cache', 'owui-doctor-lab');

/** One folder a lab, named as the lab; holds its state file, sockets, engine data and logs. */
export const stateRoot = '/tmp/owui-doctor-lab';

/** Where the stand-in for Ollama lies: a Python program that runs on the host and in containers alike. */
export const standinDir = join(projectRoot, 'test', 'standins', 'ollama');
