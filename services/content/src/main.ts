import 'reflect-metadata';
import { runService } from '@nutgraf/kit/run';
import { readContentConfig } from './config';
import { createContentService } from './service';

void runService('content', readContentConfig, createContentService);
