export { writeCsv, type CsvCell } from './csv/csv-writer.js';
export { importProgress, type ImportProgress } from './import-progress.js';
export { Import } from './import.entity.js';
export { ImportService } from './import.service.js';
export type { ImportMode, ImportState } from './import-options.js';
export { ImportsExportsModule } from './imports-exports.module.js';
