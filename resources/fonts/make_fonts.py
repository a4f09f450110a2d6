# SPDX-FileCopyrightText: Hysteron contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one weight of Hysteron Sans from the same weight of Inter: make_fonts.py INTER.otf STYLE OUTPUT.otf

What changes against Inter, and why:
- subset to the characters the window, the plots and the exported figures use;
- the tabular figures become the figures (Qt 6.4 cannot switch on OpenType features), so numbers keep their width;
- three characters Inter lacks are made from its own outlines: the asterisk operator and the low asterisk of
  lambda_** and beta*, and the tilde operator;
- the family name, as a modified font under the OFL should not be mistaken for the original.
"""
import sys

from fontTools.misc.transform import Transform
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Hysteron Sans"

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x017F),  # Latin: Basic, Latin-1, Extended-A (names of people and files)
    (0x0391, 0x03A1), (0x03A3, 0x03A9), (0x03B1, 0x03C9), (0x03D5, 0x03D5),  # Greek
    (0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C),  # superscripts and subscripts
    (0x2190, 0x2199),  # arrows
]
SINGLES = (
    "\u2007\u2008\u2009\u200A\u202F"  # figure, punctuation, thin, hair and narrow no-break space
    "–—‘’“”†•…‰′″‹›€™ℓ"
    "∂∆∏∑−∙√∞∫≈≠≤≥"
    "ʰʲʳˢˣᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵢᵣᵤᵥⱼ"
    "→⟶■□●○▲▼▶◀✓★"
)
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}


def substitutions(font, tag):
    """Glyph -> glyph of every single substitution behind one feature."""
    table = font["GSUB"].table
    found = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for lookup in table.LookupList.Lookup[index].SubTable:
                found.update(getattr(getattr(lookup, "ExtSubTable", lookup), "mapping", {}))
    return found


def map_character(font, character, glyph):
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(character)] = glyph


def set_advance(font, glyph, width):
    """Changes the advance in both places that hold it: the metrics table and the outline's first operand."""
    advance, bearing = font["hmtx"][glyph]
    if advance == width:
        return
    charstring = font["CFF "].cff.topDictIndex[0].CharStrings[glyph]
    charstring.decompile()
    pen = T2CharStringPen(width - charstring.private.nominalWidthX, font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    charstring.program = pen.getCharString(private=charstring.private, globalSubrs=charstring.globalSubrs).program
    font["hmtx"][glyph] = (width, bearing)


def add_transformed(font, character, name, source, scale, shift):
    """A new glyph drawn from an existing one, scaled about the origin, then moved up by `shift` units."""
    top = font["CFF "].cff.topDictIndex[0]
    private = top.CharStrings[source].private
    advance, bearing = font["hmtx"][source]
    width = round(advance * scale)
    pen = T2CharStringPen(width - getattr(private, "nominalWidthX", 0), font.getGlyphSet())
    font.getGlyphSet()[source].draw(TransformPen(pen, Transform(scale, 0, 0, scale, 0, shift)))
    charstring = pen.getCharString(private=private, globalSubrs=top.GlobalSubrs)
    top.CharStrings.charStringsIndex.append(charstring)
    top.CharStrings.charStrings[name] = len(top.CharStrings.charStringsIndex) - 1
    top.charset.append(name)
    font.setGlyphOrder(top.charset)
    font["hmtx"][name] = (width, round(bearing * scale))
    font["maxp"].numGlyphs = len(top.charset)
    map_character(font, character, name)


def rename(font, style):
    names = font["name"]
    linked = style in ("Regular", "Bold")  # the only styles old family menus know
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    version = names.getDebugName(5)
    copyright_line = names.getDebugName(0)
    names.names = []
    entries = {
        0: f"{copyright_line} (Inter, https://github.com/rsms/inter). Subset and renamed for Hysteron.",
        1: FAMILY if linked else f"{FAMILY} {style}",
        2: style if linked else "Regular",
        3: f"{postscript};{version}",
        4: f"{FAMILY} {style}",
        5: version,
        6: postscript,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
        16: FAMILY,
        17: style,
    }
    for identifier, text in entries.items():
        names.setName(text, identifier, 3, 1, 0x409)
        names.setName(text, identifier, 1, 0, 0)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    top = font["CFF "].cff.topDictIndex[0]
    font["CFF "].cff.fontNames = [postscript]
    top.FullName, top.FamilyName, top.Weight = f"{FAMILY} {style}", FAMILY, style


def main(source, style, target):
    font = TTFont(source, recalcTimestamp=False)
    known = font.getBestCmap()
    wanted = {code for low, high in RANGES for code in range(low, high + 1)} | {ord(c) for c in SINGLES}

    tabular = substitutions(font, "tnum")  # before the subset, so that only these figures are kept
    figures = [tabular[known[ord(digit)]] for digit in "0123456789"]
    width = max(font["hmtx"][glyph][0] for glyph in figures)  # Inter's 4 is a few units narrower in the bold weights
    for digit, glyph in zip("0123456789", figures):
        map_character(font, digit, glyph)
        set_advance(font, glyph, width)

    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]  # no calt: it would turn "10x10" into another text
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted & set(known))
    subsetter.subset(font)

    cmap = font.getBestCmap()
    units = font["head"].unitsPerEm
    add_transformed(font, "\u204E", "asterisklow", cmap[ord("*")], 0.85, round(-0.44 * units))
    add_transformed(font, "\u2217", "asteriskmath", cmap[ord("*")], 1.0, round(-0.20 * units))
    map_character(font, "\u223C", cmap[ord("~")])
    rename(font, style)
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
