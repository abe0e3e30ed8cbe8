#pragma once

#include "ui/charts/sheet/figure.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

#include <memory>
#include <variant>
#include <vector>

namespace tastescope::ui {

struct ReportTable
{
    QString title;
    PlotTable table;
    QString part = {}; ///< by which the choice of parts is remembered; empty: it is always in
};

struct ReportText
{
    QString title;
    QStringList paragraphs;
    QString part = {};
};

using ReportPart = std::variant<Figure, ReportTable, ReportText>;

QString titleOf(const ReportPart& part);
QString keyOf(const ReportPart& part);

/// What is printed for people who do not have the program: of a comparison, of a sweep.
struct Report
{
    QString title;
    QString sentence; ///< the answer, below the title
    QString source;   ///< at the foot of every page: "bpr-07, bpr-05, data 7f3a 91c2"
    std::vector<ReportPart> parts;
};

/// Prints a report on A4 pages with lines and letters, in light colours whatever the window wears. One part a call, so
/// that the window can breathe between them; its charts must live until the last.
class ReportPrinter
{
public:
    explicit ReportPrinter(Report report);
    ~ReportPrinter();

    int pages() const { return m_pages; }
    bool isDone() const { return m_next == m_places.size(); }
    void printNext();    ///< the next part, or a piece of a long table
    QByteArray finish(); ///< the file; after isDone()

private:
    struct Place
    {
        std::size_t part = 0;
        int page = 1;
        double top = 0; ///< px on the page
        double height = 0;
        double usual = 0; ///< height of a figure that can give or take room; 0: it cannot
        int firstRow = 0; ///< of a table
        int rows = 0;
    };

    void lay();
    void layTable(std::size_t part, int rows, double& y);
    void fillPage(int page);
    void startPage();
    void print(const Figure& figure, const Place& place);
    void print(const ReportTable& table, const Place& place);
    void print(const ReportText& text, const Place& place);
    double heightOf(const ReportText& text) const;

    Report m_report;
    std::vector<Place> m_places;
    int m_pages = 1;
    int m_page = 0; ///< being printed
    std::size_t m_next = 0;
    QByteArray m_bytes;
    QBuffer m_buffer;
    std::unique_ptr<QPdfWriter> m_writer;
    QPainter m_painter;
};

/// All at once, for tests and exports without a window.
QByteArray toPdf(const Report& report);

} // namespace tastescope::ui
