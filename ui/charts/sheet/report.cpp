#include "ui/charts/sheet/report.h"

#include "ui/charts/sheet/figure_layout.h"
#include "ui/charts/sheet/write_text.h"

#include <QFontMetricsF>
#include <QPageLayout>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int reportPixelsPerInch = 96;
constexpr double pageWidth = 794; // A4 at 96 dots an inch
constexpr double pageHeight = 1123;
constexpr double margin = 60;
constexpr double contentWidth = pageWidth - 2 * margin;
constexpr double foot = pageHeight - margin;
constexpr double headPixels = 76;  // title and sentence on the first page
constexpr double titlePixels = 48; // title alone
constexpr double reportTitlePixels = 28;
constexpr double reportRowPixels = 20;
constexpr double linePixels = 18;
constexpr double gap = 18;
constexpr double pageNumberPixels = 90;
constexpr double figureWidth = contentWidth + 2 * figureInset; // their titles stand where those of tables do
constexpr double leastShare = 0.8;  // of a figure's usual height, where that lets it on a page
constexpr double leastScale = 0.55; // of a figure whose words need more width: below that they cannot be read
constexpr double mostShare = 1.35;  // where a page would end in a hole

/// Paper is light.
class LightInk
{
public:
    LightInk() { setCurrentScheme(Scheme::Light); }
    ~LightInk() { setCurrentScheme(m_before); }
    LightInk(const LightInk&) = delete;
    LightInk& operator=(const LightInk&) = delete;

private:
    Scheme m_before = currentScheme();
};

/// Where columns begin and the last one ends: each gets room by its longest text.
std::vector<double> columnEdges(const PlotTable& table)
{
    const QFontMetricsF metrics(font(TypeRole::TableStrong));
    std::vector<double> edges{0};
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        double widest = metrics.horizontalAdvance(table.columns[c].title);
        for (int row = 0; row < table.rowCount(); ++row)
            widest = std::max(widest, metrics.horizontalAdvance(table.text(row, static_cast<int>(c))));
        edges.push_back(edges.back() + widest + gap);
    }
    const double scale = contentWidth / edges.back();
    for (double& edge : edges)
        edge *= scale;
    return edges;
}

/// A figure as it is printed: its source is at the foot of the page.
struct Printed
{
    Figure figure;
    double scale = 1; ///< below 1: its words need more than the width of the page

    double height() const { return scale * figure.size.height(); }
};

Printed printed(Figure figure)
{
    Printed made{std::move(figure)};
    made.figure.source.clear();
    made.figure.size = sizeAround(made.figure, made.figure.chart->figureSize({static_cast<int>(figureWidth), 0}));
    const int wanted = canStretch(made.figure) ? 0 : made.figure.size.width();
    const int width = std::clamp(wanted, static_cast<int>(figureWidth), static_cast<int>(figureWidth / leastScale));
    made.figure.size.setWidth(width);
    made.scale = figureWidth / width;
    return made;
}

} // namespace

QString titleOf(const ReportPart& part)
{
    return std::visit([](const auto& some) { return some.title; }, part);
}

QString keyOf(const ReportPart& part)
{
    return std::visit([](const auto& some) { return some.part; }, part);
}

ReportPrinter::ReportPrinter(Report report) : m_report(std::move(report)), m_buffer(&m_bytes)
{
    lay();
    m_buffer.open(QIODevice::WriteOnly);
    m_writer = std::make_unique<QPdfWriter>(&m_buffer);
    m_writer->setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Portrait, {}});
    m_writer->setResolution(reportPixelsPerInch);
    m_writer->setTitle(m_report.title);
    m_writer->setCreator(QStringLiteral("Tastescope " TASTESCOPE_VERSION));
    m_painter.begin(m_writer.get());
    m_painter.setRenderHint(QPainter::Antialiasing);
}

ReportPrinter::~ReportPrinter()
{
    if (m_painter.isActive())
        m_painter.end(); // before the writer goes
}

void ReportPrinter::lay()
{
    double y = margin + (m_report.sentence.isEmpty() ? titlePixels : headPixels);
    for (std::size_t part = 0; part < m_report.parts.size(); ++part) {
        if (const auto* table = std::get_if<ReportTable>(&m_report.parts[part])) {
            layTable(part, table->table.rowCount(), y);
            continue;
        }
        const auto* figure = std::get_if<Figure>(&m_report.parts[part]);
        const double usual = figure ? printed(*figure).height() : 0;
        const bool stretches = figure && canStretch(*figure);
        const double height = stretches ? leastShare * usual
                              : figure  ? usual
                                        : heightOf(std::get<ReportText>(m_report.parts[part]));
        if (y + height > foot && y > margin) {
            ++m_pages;
            y = margin;
        }
        m_places.push_back({part, m_pages, y, height, stretches ? usual : 0});
        y += height + gap;
    }
    for (int page = 1; page <= m_pages; ++page)
        fillPage(page);
}

/// Gives what is free at the end of a page to its figures: up to their usual height on the last, a little more before.
void ReportPrinter::fillPage(int page)
{
    double free = foot;
    std::vector<Place*> places;
    double wanted = 0;
    for (Place& place : m_places)
        if (place.page == page) {
            places.push_back(&place);
            free = foot - place.top - place.height;
            wanted += place.usual * ((page < m_pages ? mostShare : 1) - leastShare);
        }
    const double share = wanted > 0 ? std::clamp(free / wanted, 0.0, 1.0) : 0;
    double shift = 0;
    for (Place* place : places) {
        const double more = share * place->usual * ((page < m_pages ? mostShare : 1) - leastShare);
        place->top += shift;
        place->height += more;
        shift += more;
    }
}

void ReportPrinter::layTable(std::size_t part, int rows, double& y)
{
    int first = 0;
    do {
        const auto room =
            static_cast<int>(std::floor((foot - y - reportTitlePixels - reportRowPixels) / reportRowPixels));
        if (room < std::min(3, rows - first) && y > margin) { // not a title and a single row at the foot
            ++m_pages;
            y = margin;
            continue;
        }
        const int taken = std::min(rows - first, std::max(1, room));
        const double height = reportTitlePixels + (taken + 1) * reportRowPixels;
        m_places.push_back({part, m_pages, y, height, 0, first, taken});
        first += taken;
        y += height + gap;
    } while (first < rows);
}

double ReportPrinter::heightOf(const ReportText& text) const
{
    const QFontMetricsF metrics(font(TypeRole::Table));
    double height = reportTitlePixels;
    for (const QString& paragraph : text.paragraphs)
        height += std::max(
            linePixels,
            metrics.boundingRect(QRectF(0, 0, contentWidth, pageHeight), Qt::TextWordWrap, paragraph).height() + 4);
    return height;
}

void ReportPrinter::startPage()
{
    if (m_page > 0)
        m_writer->newPage();
    ++m_page;
    const QRectF line(margin, foot + 8, contentWidth, linePixels);
    writeText(m_painter, QRectF(margin, foot + 10, contentWidth - pageNumberPixels, margin), Qt::TextWordWrap,
              footerText(m_report.source), TypeRole::Axis, Token::Text3);
    writeText(m_painter, line, Qt::AlignRight | Qt::AlignVCenter, QObject::tr("page %1 of %2").arg(m_page).arg(m_pages),
              TypeRole::Axis, Token::Text3);
    if (m_page > 1)
        return;
    writeText(m_painter, QRectF(margin, margin, contentWidth, 34), Qt::AlignLeft | Qt::AlignVCenter, m_report.title,
              TypeRole::Display);
    writeText(m_painter, QRectF(margin, margin + 36, contentWidth, 36), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
              m_report.sentence, TypeRole::Body, Token::Text2);
}

void ReportPrinter::printNext()
{
    if (isDone())
        return;
    const LightInk ink;
    const Place& place = m_places[m_next++];
    while (m_page < place.page)
        startPage();
    std::visit([&](const auto& part) { print(part, place); }, m_report.parts[place.part]);
}

void ReportPrinter::print(const Figure& figure, const Place& place)
{
    Printed fitted = printed(figure);
    fitted.figure.size.setHeight(static_cast<int>(std::ceil(place.height / fitted.scale)));
    m_painter.save();
    m_painter.translate(margin - figureInset, place.top);
    m_painter.scale(fitted.scale, fitted.scale);
    m_painter.setClipRect(QRectF(QPointF(), QSizeF(fitted.figure.size)));
    paintFigure(fitted.figure, m_painter);
    m_painter.restore();
}

void ReportPrinter::print(const ReportTable& part, const Place& place)
{
    writeText(m_painter, QRectF(margin, place.top, contentWidth, reportTitlePixels), Qt::AlignLeft | Qt::AlignVCenter,
              place.firstRow == 0 ? part.title : QObject::tr("%1, continued").arg(part.title), TypeRole::Title);
    const auto& columns = part.table.columns;
    const std::vector<double> edges = columnEdges(part.table);
    const auto cell = [&](std::size_t c, double y, const QString& text, TypeRole role, Token tone) {
        const QRectF box(margin + edges[c], y, edges[c + 1] - edges[c] - 6, reportRowPixels);
        const int side = c == 0 ? Qt::AlignLeft : Qt::AlignRight;
        writeText(m_painter, box, side | Qt::AlignVCenter,
                  QFontMetricsF(font(role)).elidedText(text, Qt::ElideRight, box.width()), role, tone);
    };
    double y = place.top + reportTitlePixels;
    for (std::size_t c = 0; c < columns.size(); ++c)
        cell(c, y, columns[c].title, TypeRole::Header, Token::Text2);
    for (int row = place.firstRow; row < place.firstRow + place.rows; ++row) {
        y += reportRowPixels;
        m_painter.fillRect(QRectF(margin, y, contentWidth, 0.75), colour(Token::Line));
        for (std::size_t c = 0; c < columns.size(); ++c)
            cell(c, y, part.table.text(row, static_cast<int>(c)), TypeRole::Table, Token::Text);
    }
}

void ReportPrinter::print(const ReportText& text, const Place& place)
{
    writeText(m_painter, QRectF(margin, place.top, contentWidth, reportTitlePixels), Qt::AlignLeft | Qt::AlignVCenter,
              text.title, TypeRole::Title);
    double y = place.top + reportTitlePixels;
    const QFontMetricsF metrics(font(TypeRole::Table));
    for (const QString& paragraph : text.paragraphs) {
        const QRectF box(margin, y, contentWidth, pageHeight);
        writeText(m_painter, box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, paragraph, TypeRole::Table,
                  Token::Text2);
        y += std::max(linePixels, metrics.boundingRect(box, Qt::TextWordWrap, paragraph).height() + 4);
    }
}

QByteArray ReportPrinter::finish()
{
    Q_ASSERT(isDone());
    const LightInk ink;
    if (m_page == 0)
        startPage();
    m_painter.end();
    m_writer.reset();
    m_buffer.close();
    return m_bytes;
}

QByteArray toPdf(const Report& report)
{
    ReportPrinter printer(report);
    while (!printer.isDone())
        printer.printNext();
    return printer.finish();
}

} // namespace tastescope::ui
