/** The oldest release of each line that runs the program: `engines` of the package, which is what its libraries need. */
const OLDEST: Readonly<Record<number, number>> = { 20: 19, 22: 12 };
const ALL_SINCE = 23;

/** @param version of Node, such as `20.19.0` */
export function runsOn(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major >= ALL_SINCE) return true;
  const oldest = OLDEST[major];
  return oldest !== undefined && minor >= oldest;
}

/** One line that says what is needed, and what to do without it. */
export function nodeNeeded(version: string, chinese: boolean): string {
  const other = 'npx -y -p node@22 -p owui-doctor owui-doctor';
  return chinese
    ? `owui-doctor: 需要 Node.js 20.19、22.12 或更高版本，当前为 ${version}。无须安装新版本的办法：${other}，或使用 Docker 镜像 node:22-slim\n`
    : `owui-doctor: needs Node.js 20.19, 22.12 or newer; this is ${version}. Without installing it: ${other}, or the Docker image node:22-slim\n`;
}
