#!/usr/bin/env python3
"""Cuts Inter to what Tastescope needs and makes its tabular figures the default ones.

Qt 6.4 cannot switch a font feature on, and plain Inter has proportional figures, so columns of numbers would not line
up. Its contextual signs (the higher + beside figures) are glyphs without a character, which a PDF cannot give back when
text is copied: signs of arithmetic are the higher ones everywhere instead. The licence of Inter (OFL) asks for a new name: Tastescope Sans.

usage: make_fonts.py DIR_WITH_INTER_OTF OUT_DIR      (Debian: fonts-inter, python3-fonttools)
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = ('Regular', 'Medium', 'SemiBold')
NAME = 'Tastescope Sans'
DIGITS = '0123456789'
FAMILY_NAME_IDS = (1, 3, 4, 16)
POSTSCRIPT_NAME_ID = 6
FEATURES = ['kern', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum']
BESIDE_FIGURES = '+\u2212\u00b1\u00d7\u00f7=<>\u2264\u2265\u2248\u2260[]'

# Latin, Greek, Cyrillic, general punctuation; then narrow spaces, arrows, mathematics, shapes, currency and marks.
RANGES = ((0x20, 0x250), (0x370, 0x460), (0x2000, 0x2070))
SIGNS = (0x2190, 0x2191, 0x2192, 0x2193, 0x2194, 0x2197, 0x2198, 0x2202, 0x2206, 0x220F, 0x2211, 0x2212, 0x221A,
         0x221E, 0x2229, 0x222A, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25B2, 0x25B4, 0x25B8, 0x25BC, 0x25BE,
         0x25CB, 0x25CF, 0x20AC, 0x2122, 0x2713, 0x2715)


def tabular_figures(font):
    """glyph name -> tabular glyph name, from the font's tnum feature"""
    table, names = font['GSUB'].table, {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == 'tnum':
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    names.update(getattr(subtable, 'ExtSubTable', subtable).mapping)
    return names


def make_figures_tabular(font):
    tabular = tabular_figures(font)
    for table in font['cmap'].tables:
        for code, name in list(table.cmap.items()):
            if chr(code) in DIGITS and name in tabular:
                table.cmap[code] = tabular[name]
    digits = [font.getBestCmap()[ord(digit)] for digit in DIGITS]
    width = max(font['hmtx'][glyph][0] for glyph in digits)
    for glyph in digits:  # Inter's own differ by up to 3 of 2816 units in the heavier weights
        font['hmtx'][glyph] = (width, font['hmtx'][glyph][1])


def raise_signs(font):
    """Signs that stand beside figures are those made for their height."""
    for table in font['cmap'].tables:
        for code, name in list(table.cmap.items()):
            if chr(code) in BESIDE_FIGURES and f'{name}.case' in font.getReverseGlyphMap():
                table.cmap[code] = f'{name}.case'


def rename(font, weight):
    for record in font['name'].names:
        if record.nameID in FAMILY_NAME_IDS:
            record.string = record.toUnicode().replace('Inter', NAME)
        elif record.nameID == POSTSCRIPT_NAME_ID:
            record.string = record.toUnicode().replace('Inter', NAME.replace(' ', ''))
    font['CFF '].cff.fontNames = [f'{NAME.replace(" ", "")}-{weight}']


def cut(font):
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = ['*']
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high)] + list(SIGNS))
    subsetter.subset(font)


def main(source, target):
    for weight in WEIGHTS:
        font = TTFont(source / f'Inter-{weight}.otf', recalcTimestamp=False)
        make_figures_tabular(font)
        raise_signs(font)
        rename(font, weight)
        cut(font)
        font.save(target / f'TastescopeSans-{weight}.otf')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
