#include "core/models/popularity/popularity_options.h"
#include "tests/support/quick_sweep.h"
#include "tests/ui/window/shell.h"
#include "ui/charts/plot/plot_view.h"
#include "ui/window/commands.h"
#include "ui/window/page_table.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTableView>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

/// Names of users, items, data, runs and sweeps that look like markup, would steer, break or turn what stands around
/// them, or hold the mark of an underlined letter: they are shown as they are, or with what is harmful written out.
class TestHostileNames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void areTextOnEveryPage_data();
    void areTextOnEveryPage();
    void areTextInMenus();
    void areTextInMessages();
    void areTextInTheSearch();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
    std::unique_ptr<Shell> m_shell;
};

namespace {

const QString markup = QStringLiteral("<img src=x>Tom & Jerry");
const QString turning = QString::fromUtf8("\u202Eturned");
const QString escaping = QStringLiteral("\x1b[31mred");
const QString broken = QStringLiteral("two\nlines");
const QStringList hostile{markup, turning, escaping, broken};

/// The likes of users with such names, in a file whose name is no better.
QByteArray likes()
{
    QByteArray text = "user,item\n";
    for (int user = 0; user < 40; ++user)
        for (int item = 0; item < 30; ++item)
            if ((user * 7 + item * 3) % 5 < 2)
                text += '"' + hostile[user % 4].toUtf8() + ' ' + QByteArray::number(user) + "\",\""
                        + hostile[item % 4].toUtf8() + " film " + QByteArray::number(item) + "\"\n";
    return text;
}

struct Said
{
    QString where;
    QString text;
    bool hasLetterMarks = false; ///< & underlines the next letter there
    bool mayBeMarkup = false;
};

QString whereIs(const QWidget& widget)
{
    return QStringLiteral("%1 in %2")
        .arg(QLatin1String(widget.metaObject()->className()),
             QLatin1String(widget.parent() ? widget.parent()->metaObject()->className() : "nothing"));
}

void addCells(const QTableView& table, QList<Said>& said)
{
    for (int row = 0; row < std::min(60, table.model()->rowCount()); ++row)
        for (int column = 0; column < table.model()->columnCount(); ++column)
            for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole), int(TableModel::NoteRole)})
                said.push_back({whereIs(table), table.model()->index(row, column).data(role).toString()});
    for (int column = 0; column < table.model()->columnCount(); ++column)
        said.push_back({whereIs(table), table.model()->headerData(column, Qt::Horizontal).toString()});
}

/// Everything a widget shows, or tells who does not see it.
QList<Said> saidBy(QWidget& widget)
{
    const QString where = whereIs(widget);
    QList<Said> said{{where, widget.toolTip()},
                     {where, widget.accessibleName()},
                     {where, widget.accessibleDescription()},
                     {where, widget.windowTitle()}};
    if (const auto* label = qobject_cast<QLabel*>(&widget))
        said.push_back({where, label->text(), label->buddy() != nullptr, label->textFormat() != Qt::PlainText});
    if (const auto* button = qobject_cast<QAbstractButton*>(&widget))
        said.push_back({where, button->text(), true});
    if (const auto* box = qobject_cast<QComboBox*>(&widget))
        for (int i = 0; i < box->count(); ++i)
            said.push_back({where, box->itemText(i)});
    if (const auto* bar = qobject_cast<QTabBar*>(&widget))
        for (int i = 0; i < bar->count(); ++i)
            said.push_back({where, bar->tabText(i), true});
    if (const auto* table = qobject_cast<QTableView*>(&widget); table && table->model())
        addCells(*table, said);
    if (const auto* plot = qobject_cast<PlotView*>(&widget)) {
        said.push_back({where, plot->summary()});
        const PlotTable table = plot->table();
        for (int row = 0; row < std::min(60, table.rowCount()); ++row)
            for (int column = 0; column < static_cast<int>(table.columns.size()); ++column)
                said.push_back({where, table.text(row, column)});
    }
    for (const QAction* action : widget.actions()) {
        said.push_back({where + QStringLiteral(", action"), action->text(), true});
        said.push_back({where + QStringLiteral(", action"), action->toolTip()});
    }
    return said;
}

/// What is wrong with the way it is shown; empty: nothing.
QString faultOf(const Said& said)
{
    QString text = said.text;
    const bool marks = text.contains(QLatin1String("Tom "));
    if (said.hasLetterMarks)
        text.replace(QLatin1String("&&"), QLatin1String("\1"));
    if (marks && !text.contains(said.hasLetterMarks ? QLatin1String("Tom \1 Jerry") : QLatin1String("Tom & Jerry")))
        return QStringLiteral("the & is not shown as it is");
    if (said.mayBeMarkup && text.contains(QLatin1String("<img")))
        return QStringLiteral("taken for markup");
    if (text.contains(QChar(0x202E)))
        return QStringLiteral("turns the text");
    if (text.contains(QChar(0x1b)))
        return QStringLiteral("holds an escape");
    if (text.contains(broken))
        return QStringLiteral("breaks the line");
    return {};
}

QStringList faultsOn(const QWidget& window)
{
    QStringList faults;
    for (QWidget* widget : window.findChildren<QWidget*>())
        if (widget->isVisibleTo(&window))
            for (const Said& said : saidBy(*widget))
                if (const QString fault = faultOf(said); !fault.isEmpty())
                    faults << QStringLiteral("%1: \"%2\" %3").arg(said.where, said.text.left(80), fault);
    faults.removeDuplicates();
    return faults;
}

QStringList textsOf(const QWidget& window)
{
    QStringList texts;
    for (QWidget* widget : window.findChildren<QWidget*>())
        if (widget->isVisibleTo(&window))
            for (const Said& said : saidBy(*widget))
                texts << said.text;
    return texts;
}

} // namespace

void TestHostileNames::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    m_shell = std::make_unique<Shell>();
    Workspace& workspace = m_shell->workspace;
    m_shell->window.open({m_shell->write(markup + turning + escaping + QStringLiteral(".csv"), likes())});
    QTRY_VERIFY(m_shell->button(QStringLiteral("Import")) && m_shell->button(QStringLiteral("Import"))->isEnabled());
    QCOMPARE(faultsOn(m_shell->window).join(QLatin1Char('\n')), QString()); // the preview
    m_shell->button(QStringLiteral("Import"))->click();
    const auto skip = [this]() -> QPushButton* { // an escape is no text, so that rows with it are bad ones
        for (auto* button : m_shell->window.findChildren<QPushButton*>())
            if (button->isVisible() && button->text().startsWith(QLatin1String("Skip")))
                return button;
        return nullptr;
    };
    QTRY_VERIFY(skip());
    skip()->click();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.users().basis(), 30'000);
    for (const QString& name : hostile) {
        const int id = workspace.nextRun().train(PopularityOptions{});
        QTRY_VERIFY_WITH_TIMEOUT(workspace.runs().find(id)->isOver() && workspace.runs().find(id)->storedId, 30'000);
        workspace.runSync().rename(id, name);
        workspace.runSync().setNote(id, name);
        workspace.runSync().setTags(id, {name});
    }
    SweepConfig sweep = test::quickSweep(3, 1);
    sweep.base.name = (markup + turning + escaping).toStdString();
    sweep.base.name.erase(std::remove(sweep.base.name.begin(), sweep.base.name.end(), '/'), sweep.base.name.end());
    workspace.sweeps().start(sweep);
    QTRY_VERIFY_WITH_TIMEOUT(!workspace.sweeps().isBusy() && workspace.sweeps().facts(), 30'000);
}

void TestHostileNames::areTextOnEveryPage_data()
{
    QTest::addColumn<QString>("page");
    for (const PageInfo& page : pageTable())
        QTest::newRow(page.key.latin1()) << QString(page.key);
}

void TestHostileNames::areTextOnEveryPage()
{
    QFETCH(QString, page);
    Workspace& workspace = m_shell->workspace;
    m_shell->window.showPage(page);
    QStringList faults;
    for (const User user : {User{0}, User{1}, User{2}, User{3}}) {
        workspace.selection().setUser(user);
        QTRY_VERIFY(workspace.users().answer() && workspace.users().answer()->user == user);
        QTest::qWait(50);
        faults << faultsOn(m_shell->window);
    }
    const QStringList texts = textsOf(m_shell->window);
    QVERIFY2(std::any_of(texts.begin(), texts.end(), [](const QString& text) { return text.contains("img src"); }),
             "no such name is shown here: this test looks at nothing");
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("\n  "))));
}

void TestHostileNames::areTextInMenus()
{
    Workspace& workspace = m_shell->workspace;
    workspace.runEdits().rename(workspace.runs().runs().front().id, markup + QStringLiteral(" again"));
    workspace.jobs().add(
        markup,
        [](const JobContext& job) {
            while (!job.stop.stop_requested())
                std::this_thread::yield();
            return 0;
        },
        [](const Outcome<int>&) {});
    QTest::qWait(50);
    QStringList faults;
    int named = 0;
    const Commands& commands = m_shell->window.commands();
    for (QMenu* menu : commands.bar()->findChildren<QMenu*>()) {
        emit menu->aboutToShow();
        for (const QAction* action : menu->actions())
            for (const Said& said : {Said{QStringLiteral("menu"), action->text(), true},
                                     Said{QStringLiteral("tool tip"), action->toolTip()}}) {
                named += said.text.contains(QLatin1String("img src")) ? 1 : 0;
                if (const QString fault = faultOf(said); !fault.isEmpty())
                    faults << said.where + QStringLiteral(": ") + said.text + QLatin1Char(' ') + fault;
            }
    }
    for (const CommandState& state : commands.all())
        if (const QString fault = faultOf({QStringLiteral("search"), state.title}); !fault.isEmpty())
            faults << state.title + QLatin1Char(' ') + fault;
    faults << faultsOn(m_shell->window); // buttons that name the job
    workspace.jobs().stopAll();
    QTRY_VERIFY(!workspace.jobs().isBusy());
    QVERIFY(named > 2); // recent files, the job, what can be undone
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("\n  "))));
}

void TestHostileNames::areTextInMessages()
{
    m_shell->window.open(
        {QStringLiteral("/no/such/") + markup + turning + escaping + QStringLiteral(".taste")}); // messages have lines
    QTRY_VERIFY(!m_shell->workspace.opening().isOpening());
    QTest::qWait(50);
    const QStringList texts = textsOf(m_shell->window);
    QVERIFY(std::any_of(texts.begin(), texts.end(), [](const QString& text) { return text.contains("/no/such"); }));
    const QStringList faults = faultsOn(m_shell->window);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("\n  "))));
}

void TestHostileNames::areTextInTheSearch()
{
    m_shell->window.toggleSearch();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("film"));
    QTRY_VERIFY(textsOf(m_shell->window).join(QLatin1Char(' ')).size() > 0);
    QStringList faults;
    int hits = 0;
    QTRY_VERIFY([&] {
        for (auto* list : m_shell->window.findChildren<QAbstractItemView*>())
            if (list->inherits("tastescope::ui::SearchList"))
                hits = list->model()->rowCount();
        return hits > 4;
    }());
    for (auto* list : m_shell->window.findChildren<QAbstractItemView*>())
        if (list->inherits("tastescope::ui::SearchList"))
            for (int row = 0; row < list->model()->rowCount(); ++row)
                for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole)})
                    if (const Said said{QStringLiteral("search"), list->model()->index(row, 0).data(role).toString()};
                        !faultOf(said).isEmpty())
                        faults << said.text + QLatin1Char(' ') + faultOf(said);
    m_shell->window.toggleSearch();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("\n  "))));
}

QTEST_MAIN(TestHostileNames)
#include "tst_hostile_names.moc"
