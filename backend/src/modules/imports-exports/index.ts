export { writeCsv, type CsvCell } from './csv/csv-writer.js';
export { importProgress, type ImportProgress } from './import-progress.js';
export { Import } from './import.entity.js';
export { ImportService } from './import.service.js';
export {
  completeOptions as completeImportOptions,
  type ImportMode,
  type ImportState,
} from './import-options.js';
export { ImportsExportsModule } from './imports-exports.module.js';
export { AutomaticImport, AutomaticImportRun } from './automatic-import.entity.js';
export { Connection } from './connection.entity.js';
export { ImportProfile } from './import-profile.entity.js';
export { AutomaticExport } from './exports/automatic-export.entity.js';
export { ExchangeReport } from './exports/exchange-report.entity.js';
export { Export } from './exports/export.entity.js';
export { ExportProfile } from './exports/export-profile.entity.js';
export { exportProgress, type ExportProgress } from './exports/export-progress.js';
export { ExportService } from './exports/export.service.js';
export { ExportsModule } from './exports/exports.module.js';
