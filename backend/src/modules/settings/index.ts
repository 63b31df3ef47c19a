export { SettingsModule } from './settings.module.js';
export { SettingsService, type Sender } from './settings.service.js';
