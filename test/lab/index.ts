export {
  deadAddress,
  hostAddress,
  huggingFaceHosts,
  internetHosts,
  neighbourAddress,
  routerAddress,
} from './addresses.js';
export { labAvailable } from './available.js';
export type { Hub, HubMode, HubRequest } from './hub.js';
export { type ImageName, newestVersion, toolImages, type WebUiVersion, webuiImage, webuiVersions } from './images.js';
export { administrator } from './judge.js';
export { attachLab, startLab } from './lab.js';
export type { Finished } from './process.js';
export { sweep } from './sweep.js';
export type { HostOptions, Lab, LabOptions, LabProcess, OllamaOptions, Seed, WebUi, WebUiOptions } from './types.js';
