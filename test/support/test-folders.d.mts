export function removeTestFolder(folder: string): Promise<void>;
export function removeAbandonedFolders(): Promise<void>;
