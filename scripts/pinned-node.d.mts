export function pinnedNodePath(folder: string, platform?: string, arch?: string): string;
