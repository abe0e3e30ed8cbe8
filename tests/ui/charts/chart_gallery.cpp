// Paints every chart of sweeps and comparisons into a folder, light and dark, to be looked at beside the design:
//
//     chart_gallery DIR
//
// and tells how long the parallel coordinates of 200 trials take to paint.

#include "tests/ui/charts/sample_sweep.h"
#include "ui/charts/sheet/figure.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPainter>
#include <QTextStream>

using namespace tastescope::ui;

namespace {

QSize sizeOf(const QString& name)
{
    if (name == QLatin1String("history"))
        return {388, 236};
    if (name == QLatin1String("rates"))
        return {570, 236};
    if (name == QLatin1String("lists"))
        return {420, 290};
    if (name == QLatin1String("wins"))
        return {420, 202};
    if (name == QLatin1String("importance"))
        return {400, 94};
    if (name == QLatin1String("map"))
        return {480, 240};
    return {958, name == QLatin1String("groups") ? 114 : 188};
}

void paintAll(const QDir& folder, Scheme scheme)
{
    applyTheme(*qApp, scheme);
    for (auto& [name, chart] : sweepCharts()) {
        chart->resize(sizeOf(QLatin1String(name)));
        if (auto* dots = qobject_cast<DotChart*>(chart.get()); dots && dots->data().zone) {
            dots->setCursorMark(10);
            dots->setHovered(6);
        }
        if (auto* wins = qobject_cast<WinMap*>(chart.get()))
            wins->setSelected({static_cast<MarkId>(Outcomes::OnlyFirst)});
        chart->grab().save(
            folder.filePath(QStringLiteral("%1%2.png")
                                .arg(QLatin1String(name), QLatin1String(scheme == Scheme::Light ? "" : "-dark"))));
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    paintAll(folder, Scheme::Dark);
    paintAll(folder, Scheme::Light);

    ParallelChart chart;
    chart.setData(sampleParallel(200, 2));
    QImage picture(958, 188, QImage::Format_ARGB32_Premultiplied);
    QTextStream out(stdout);
    for (const double share : {0.1, 1.0}) {
        chart.brushBest(share);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        QElapsedTimer clock;
        clock.start();
        constexpr int times = 20;
        for (int i = 0; i < times; ++i)
            chart.paintData(painter, picture.rect());
        out << "200 trials x 8 axes, " << share * 100
            << " % brushed: " << static_cast<double>(clock.nsecsElapsed()) / 1e6 / times << " ms\n";
    }
    return 0;
}
