/** What passwords of archives are sealed for. */
export const ZIP_PASSWORD = 'export.zip';
