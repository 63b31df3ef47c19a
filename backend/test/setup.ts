import 'reflect-metadata';
import { Logger } from '@nestjs/common';

// Failures that a test provokes would fill the report; TEST_LOG=1 shows them.
if (!process.env['TEST_LOG']) Logger.overrideLogger(false);
