#include "CPage.h"

static const unsigned char markup[] = {
#embed "page/page.html"
};
static const unsigned char style[] = {
#embed "page/page.css"
};
static const unsigned char elements[] = {
#embed "page/elements.js"
};
static const unsigned char present[] = {
#embed "page/present.js"
};
static const unsigned char arrays[] = {
#embed "page/arrays.js"
};
static const unsigned char windows[] = {
#embed "page/windows.js"
};
static const unsigned char network[] = {
#embed "page/network.js"
};
static const unsigned char values[] = {
#embed "page/values.js"
};
static const unsigned char moves[] = {
#embed "page/moves.js"
};
static const unsigned char sums[] = {
#embed "page/sums.js"
};
static const unsigned char explanations[] = {
#embed "page/explanations.js"
};
static const unsigned char volumes[] = {
#embed "page/volumes.js"
};
static const unsigned char normalisation[] = {
#embed "page/normalisation.js"
};
static const unsigned char picks[] = {
#embed "page/picks.js"
};
static const unsigned char bank[] = {
#embed "page/bank.js"
};
static const unsigned char samples[] = {
#embed "page/samples.js"
};
static const unsigned char scatter[] = {
#embed "page/scatter.js"
};
static const unsigned char handcrafted[] = {
#embed "page/handcrafted.js"
};
static const unsigned char kernels[] = {
#embed "page/kernels.js"
};
static const unsigned char grid[] = {
#embed "page/grid.js"
};
static const unsigned char table[] = {
#embed "page/table.js"
};
static const unsigned char print[] = {
#embed "page/print.js"
};
static const unsigned char tiles[] = {
#embed "page/tiles.js"
};
static const unsigned char figures[] = {
#embed "page/figures.js"
};
static const unsigned char trail[] = {
#embed "page/trail.js"
};
static const unsigned char calculation[] = {
#embed "page/calculation.js"
};
static const unsigned char classes[] = {
#embed "page/classes.js"
};
static const unsigned char live[] = {
#embed "page/live.js"
};
static const unsigned char play[] = {
#embed "page/play.js"
};
static const unsigned char paint[] = {
#embed "page/paint.js"
};
static const unsigned char changes[] = {
#embed "page/changes.js"
};
static const unsigned char viewer[] = {
#embed "page/viewer.js"
};
static const unsigned char graph[] = {
#embed "page/graph.js"
};
static const unsigned char influence[] = {
#embed "page/influence.js"
};
static const unsigned char chain[] = {
#embed "page/chain.js"
};
static const unsigned char written[] = {
#embed "page/written.js"
};
static const unsigned char items[] = {
#embed "page/items.js"
};
static const unsigned char rooms[] = {
#embed "page/rooms.js"
};
static const unsigned char gallery[] = {
#embed "page/gallery.js"
};
static const unsigned char lab[] = {
#embed "page/lab.js"
};
static const unsigned char edit[] = {
#embed "page/edit.js"
};
static const unsigned char beside[] = {
#embed "page/beside.js"
};
static const unsigned char comparison[] = {
#embed "page/comparison.js"
};
static const unsigned char choice[] = {
#embed "page/choice.js"
};
static const unsigned char detail[] = {
#embed "page/detail.js"
};
static const unsigned char address[] = {
#embed "page/address.js"
};
static const unsigned char addressed[] = {
#embed "page/addressed.js"
};
static const unsigned char tour[] = {
#embed "page/tour.js"
};
static const unsigned char page[] = {
#embed "page/page.js"
};

static const unsigned char explained_style[] = {
#embed "page/explained.css"
};
static const unsigned char theme[] = {
#embed "page/theme.js"
};
static const unsigned char keys[] = {
#embed "page/keys.js"
};
static const unsigned char canvases[] = {
#embed "page/canvases.js"
};
static const unsigned char pictures[] = {
#embed "page/pictures.js"
};
static const unsigned char explain[] = {
#embed "page/explain.js"
};
static const unsigned char mislead[] = {
#embed "page/mislead.js"
};
static const unsigned char dream[] = {
#embed "page/dream.js"
};
static const unsigned char explained[] = {
#embed "page/explained.js"
};

#define PART(bytes) {bytes, sizeof(bytes)}

// In the order in which they build on each other.
static const lenslet_page_part scripts[] = {
    PART(elements),
    PART(present),
    PART(arrays),
    PART(windows),
    PART(network),
    PART(values),
    PART(moves),
    PART(sums),
    PART(explanations),
    PART(volumes),
    PART(normalisation),
    PART(picks),
    PART(bank),
    PART(samples),
    PART(kernels),
    PART(grid),
    PART(table),
    PART(print),
    PART(tiles),
    PART(figures),
    PART(trail),
    PART(calculation),
    PART(classes),
    PART(live),
    PART(play),
    PART(edit),
    PART(paint),
    PART(changes),
    PART(viewer),
    PART(graph),
    PART(influence),
    PART(chain),
    PART(written),
    PART(items),
    PART(rooms),
    PART(gallery),
    PART(lab),
    PART(scatter),
    PART(handcrafted),
    PART(beside),
    PART(comparison),
    PART(choice),
    PART(detail),
    PART(address),
    PART(addressed),
    PART(tour),
    PART(theme),
    PART(keys),
    PART(page),
};

static const lenslet_page_part explained_scripts[] = {
    PART(elements), PART(arrays), PART(theme), PART(address), PART(canvases), PART(pictures),
    PART(explain),  PART(mislead), PART(dream), PART(explained),
};

lenslet_page_part lenslet_page_markup(void) { return (lenslet_page_part)PART(markup); }

lenslet_page_part lenslet_page_style(void) { return (lenslet_page_part)PART(style); }

size_t lenslet_page_script_count(void) { return sizeof(scripts) / sizeof(scripts[0]); }

lenslet_page_part lenslet_page_script(size_t index) { return scripts[index]; }

lenslet_page_part lenslet_explained_style(void) { return (lenslet_page_part)PART(explained_style); }

size_t lenslet_explained_script_count(void) { return sizeof(explained_scripts) / sizeof(explained_scripts[0]); }

lenslet_page_part lenslet_explained_script(size_t index) { return explained_scripts[index]; }
