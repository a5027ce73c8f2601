import { Body, Controller, Get, HttpCode, Module, Param, Patch, Post, Query } from '@nestjs/common';
import { IfMatch } from '../../src/web/api/api.decorators.js';
import { readListQuery } from '../../src/web/api/list-query.js';
import { Forbidden, NotFound, Refused, StaleVersion, StateForbids } from '../../src/web/errors/refusals.js';
import { Attachment, Choice, Choices, Day, Text, Version } from '../../src/web/forms/fields.js';
import { formOf, type FormState } from '../../src/web/forms/form-state.js';
import { readBody, submitForm } from '../../src/web/forms/read-form.js';
import type { UploadedFile } from '../../src/web/forms/uploaded-file.js';
import {
  file,
  page,
  redirectTo,
  type FileAnswer,
  type Page,
  type Redirect,
} from '../../src/web/pages/answers.js';
import { Navigation } from '../../src/web/pages/navigation.js';
import type { Person } from '../../src/web/person.js';
import { CurrentPerson, Public, Requires } from '../../src/web/sign-in/access.decorators.js';

class KitForm {
  @Text({ label: 'The title', longest: 20, missing: 'Enter a title' })
  title!: string;

  @Choice({ of: ['enabling', 'practice'], missing: 'Choose a kind' })
  kind!: string;

  @Choices({ of: ['audit', 'data', 'voice'], missing: 'Choose at least one kind of evidence' })
  evidence!: string[];

  @Day({ label: 'The due date', missing: 'Enter the due date' })
  dueOn!: string;

  @Text({ label: 'The note', longest: 100 })
  note!: string | null;
}

class KitFile {
  @Text({ label: 'The title', longest: 20, missing: 'Enter a title' })
  title!: string;

  @Attachment({ missing: 'Choose a file', endings: ['pdf', 'txt'] })
  report!: UploadedFile;
}

class KitVersioned {
  @Text({ label: 'The title', longest: 200, missing: 'Enter a title' })
  title!: string;

  @Version()
  version!: number;
}

/** What the kit saved; a test reads it to see that nothing happened twice, or at all. */
export const saved: Record<string, unknown>[] = [];

@Controller('kit')
class KitController {
  @Get()
  list(@CurrentPerson() person: Person): Page {
    return page('kit-list.njk', { who: person.name });
  }

  @Get('form')
  form(): Page {
    return this.show(formOf({ title: 'Draft', dueOn: '2026-06-30' }));
  }

  @Post('form')
  save(@Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      KitForm,
      body,
      async (value) => {
        if (value.title === 'Refuse me') {
          throw new Refused('too_early', 'The due date is before the start', [
            { field: 'dueOn', message: 'The due date is before the start' },
          ]);
        }
        if (value.title === 'Too late') throw new StateForbids('closed', 'The plan is closed');
        saved.push({ ...value });
        return redirectTo('/kit', { flash: `${value.title} was saved` });
      },
      (form) => this.show(form),
    );
  }

  @Get('file')
  fileForm(): Page {
    return page('kit-file.njk', { form: formOf() });
  }

  @Post('file')
  saveFile(@Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      KitFile,
      body,
      async (value) => {
        const bytes = await value.report.bytes();
        saved.push({ title: value.title, name: value.report.fileName, size: bytes.length });
        return redirectTo('/kit');
      },
      (form) => page('kit-file.njk', { form }),
    );
  }

  @Get('versioned')
  versioned(): Page {
    return page('kit-versioned.njk', { form: formOf({ title: 'First' }), version: 1 });
  }

  @Post('versioned')
  saveVersioned(@Body() body: unknown): Promise<Page | Redirect> {
    return submitForm(
      KitVersioned,
      body,
      async (value) => {
        if (value.version < 2) {
          throw new StaleVersion(2).showing([{ label: 'Title', saved: 'Theirs', typed: value.title }]);
        }
        saved.push({ ...value });
        return redirectTo('/kit');
      },
      (form) => page('kit-versioned.njk', { form, version: 1 }),
    );
  }

  @Get('administration')
  @Requires('people.manage')
  administration(): Page {
    return page('kit-list.njk', { who: 'administrator' });
  }

  @Get('refused')
  refused(): Page {
    throw new Forbidden();
  }

  @Get('missing')
  missing(): Page {
    throw new NotFound();
  }

  @Get('fault')
  fault(): Page {
    throw new Error('the pipe broke', { cause: new Error('rust') });
  }

  @Get('download')
  download(): FileAnswer {
    return file('a,b\n1,2\n', { fileName: 'Plan – Westmarch.csv', mediaType: 'text/csv; charset=utf-8' });
  }

  @Get('open')
  @Public()
  open(): Page {
    return page('kit-open.njk', { form: formOf() });
  }

  @Post('open')
  @Public()
  openPosted(): Redirect {
    saved.push({ open: true });
    return redirectTo('/kit/open');
  }

  private show(form: FormState): Page {
    return page('kit-form.njk', { form });
  }
}

@Controller('api/v1/kits')
class KitApi {
  @Get()
  list(@Query() query: unknown): object {
    return readListQuery(query, {
      filters: { kind: ['enabling', 'practice'] },
      sorts: ['dueOn'],
      sort: 'dueOn',
    });
  }

  @Post()
  make(@CurrentPerson() person: Person, @Body() body: unknown): object {
    const value = readBody(KitForm, body);
    if (value.title === 'Fail once') {
      value.title = 'Failed once';
      saved.push({ failed: true });
      if (saved.length < 2) throw new Error('the first try fails');
    }
    saved.push({ ...value });
    return { id: saved.length, by: person.name };
  }

  @Patch(':id')
  @HttpCode(200)
  change(@Param('id') id: string, @IfMatch() version: number): object {
    if (version !== 3) throw new StaleVersion(3);
    return { id, version: 4 };
  }

  @Get('fault')
  fault(): object {
    throw new Error('the pipe broke');
  }

  @Get('administration')
  @Requires('people.manage')
  administration(): object {
    return {};
  }
}

/** A feature of nothing, to try the web kit by itself. */
@Module({ controllers: [KitController, KitApi] })
export class KitModule {
  constructor(navigation: Navigation) {
    navigation.add({ text: 'Kit', href: '/kit', order: 10 });
    navigation.add({ text: 'People', href: '/people', permission: 'people.manage', order: 90 });
  }
}
