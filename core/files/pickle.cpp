#include "core/files/pickle.h"

#include "core/base/shown_text.h"
#include "core/files/pickle_bytes.h"
#include "core/files/pickle_symbols.h"

#include <algorithm>
#include <map>

namespace tastescope {

namespace {

constexpr PickleHandle markHandle = ~PickleHandle{0};

class PickleMachine : private PickleBytes
{
public:
    PickleMachine(std::span<const std::byte> bytes, const std::filesystem::path& path) : PickleBytes(bytes, path) {}

    Pickle run()
    {
        if (size() > mostPickleBytes)
            fail("is the first of more than the 16 MiB that are read");
        while (!m_isOver) {
            nextOpcode();
            step();
        }
        return std::move(m_pickle);
    }

private:
    void push(PickleValue value)
    {
        if (m_pickle.values.size() == mostPickleValues)
            fail("makes more values than a file of weights needs");
        m_pickle.values.push_back(std::move(value));
        m_stack.push_back(m_pickle.values.size() - 1);
    }

    PickleHandle pop()
    {
        if (m_stack.empty() || m_stack.back() == markHandle)
            fail("takes a value that is not there");
        const PickleHandle top = m_stack.back();
        m_stack.pop_back();
        return top;
    }

    std::vector<PickleHandle> popToMark()
    {
        const auto mark = std::find(m_stack.rbegin(), m_stack.rend(), markHandle);
        if (mark == m_stack.rend())
            fail("looks for a MARK that is not there");
        std::vector<PickleHandle> values(mark.base(), m_stack.end());
        m_stack.erase(mark.base() - 1, m_stack.end());
        return values;
    }

    template<typename T>
    const T* as(PickleHandle handle) const
    {
        return std::get_if<T>(&m_pickle.values[handle]);
    }

    template<typename T>
    T& top()
    {
        T* const value = m_stack.empty() || m_stack.back() == markHandle
                             ? nullptr
                             : std::get_if<T>(&m_pickle.values[m_stack.back()]);
        if (!value)
            fail("finds another kind of value than it works on");
        return *value;
    }

    void pushTuple(std::size_t size)
    {
        PickleTuple tuple{std::vector<PickleHandle>(size)};
        for (std::size_t i = size; i-- > 0;)
            tuple.values[i] = pop();
        push(std::move(tuple));
    }

    void step()
    {
        if (!stepNumbers() && !stepContainers() && !stepMemo() && !stepObjects())
            fail("is none of those that a file of weights needs");
    }

    bool stepNumbers()
    {
        switch (opcode()) {
        case 'N':
            return push(PickleNone{}), true;
        case 0x88:
            return push(true), true;
        case 0x89:
            return push(false), true;
        case 'K':
            return push(static_cast<std::int64_t>(number(1))), true;
        case 'M':
            return push(static_cast<std::int64_t>(number(2))), true;
        case 'J':
            return push(std::int64_t{static_cast<std::int32_t>(number(4))}), true;
        case 0x8A:
            return push(longOf(number(1))), true;
        case 'G':
            return push(bigEndianDouble()), true;
        case 'X':
            return push(text(number(4))), true;
        case 'U':
            return push(text(number(1))), true;
        default:
            return false;
        }
    }

    bool stepContainers()
    {
        switch (opcode()) {
        case '(':
            return m_stack.push_back(markHandle), true;
        case ')':
            return push(PickleTuple{}), true;
        case 0x85:
            return pushTuple(1), true;
        case 0x86:
            return pushTuple(2), true;
        case 0x87:
            return pushTuple(3), true;
        case 't':
            return push(PickleTuple{popToMark()}), true;
        case '}':
            return push(PickleDict{}), true;
        case ']':
        case 0x8F:
            return push(PickleList{}), true;
        case 'a':
            return append({pop()}), true;
        case 'e':
            return append(popToMark()), true;
        case 's': {
            const PickleHandle value = pop();
            return setItems({pop(), value}), true;
        }
        case 'u':
            return setItems(popToMark()), true;
        default:
            return false;
        }
    }

    void append(const std::vector<PickleHandle>& values)
    {
        auto& list = top<PickleList>().values;
        list.insert(list.end(), values.begin(), values.end());
    }

    void setItems(const std::vector<PickleHandle>& values)
    {
        if (values.size() % 2 != 0)
            fail("sets a key without a value");
        auto& items = top<PickleDict>().items;
        for (std::size_t i = 0; i < values.size(); i += 2)
            items.emplace_back(values[i], values[i + 1]);
    }

    bool stepMemo()
    {
        const std::size_t size = opcode() == 'r' || opcode() == 'j' ? 4 : 1;
        if (opcode() == 'q' || opcode() == 'r') {
            const std::uint64_t place = number(size);
            const PickleHandle value = pop();
            m_stack.push_back(value);
            m_memo[place] = value;
            return true;
        }
        if (opcode() != 'h' && opcode() != 'j')
            return false;
        const std::uint64_t place = number(size);
        const auto found = m_memo.find(place);
        if (found == m_memo.end())
            fail("asks for memo " + std::to_string(place) + ", which was never put");
        return m_stack.push_back(found->second), true;
    }

    bool stepObjects()
    {
        switch (opcode()) {
        case 0x80:
            if (const std::uint64_t protocol = number(1); protocol != 2)
                fail("says protocol " + std::to_string(protocol) + ", expected 2");
            return true;
        case 'c':
            return pushSymbol(), true;
        case 'Q':
            return pushStorage(pop()), true;
        case 'R':
        case 0x81:
            return rebuild(), true;
        case 'b': // metadata of a dictionary: nothing we need
            pop();
            return static_cast<void>(top<PickleDict>()), true;
        case '.':
            return m_pickle.root = pop(), m_isOver = true;
        default:
            return false;
        }
    }

    void pushSymbol()
    {
        PickleSymbol symbol{line(), line()};
        if (!isKnownSymbol(symbol))
            fail("names " + shown(symbol.module + "." + symbol.name)
                 + ", which no file of weights needs; nothing of it was run");
        push(std::move(symbol));
    }

    const std::vector<PickleHandle>& tupleOf(PickleHandle handle, std::size_t least, const char* what) const
    {
        const auto* tuple = as<PickleTuple>(handle);
        if (!tuple || tuple->values.size() < least)
            fail(std::string("has no ") + what);
        return tuple->values;
    }

    std::int64_t wholeOf(PickleHandle handle, const char* what) const
    {
        const auto* value = as<std::int64_t>(handle);
        if (!value || *value < 0)
            fail(std::string("has a ") + what + " that is no number from 0");
        return *value;
    }

    /// ("storage", type, key, location, count): where it lay does not matter.
    void pushStorage(PickleHandle id)
    {
        const auto& parts = tupleOf(id, 5, "storage to refer to");
        const auto* word = as<std::string>(parts[0]);
        const auto* type = as<PickleSymbol>(parts[1]);
        const auto* key = as<std::string>(parts[2]);
        if (!word || *word != "storage" || !type || !isStorage(*type) || !key)
            fail("refers to something else than a storage");
        push(PickleStorage{type->name, *key, wholeOf(parts[4], "count")});
    }

    std::vector<std::int64_t> wholesOf(PickleHandle handle, const char* what) const
    {
        std::vector<std::int64_t> values;
        for (const PickleHandle part : tupleOf(handle, 0, what))
            values.push_back(wholeOf(part, what));
        if (values.size() > mostDimensions)
            fail("has a tensor of more than 8 dimensions");
        return values;
    }

    void rebuild()
    {
        const PickleHandle arguments = pop();
        const PickleHandle callable = pop();
        const auto* symbol = as<PickleSymbol>(callable);
        if (!symbol)
            fail("calls something that has no name");
        if (isOrderedDict(*symbol) && tupleOf(arguments, 0, "arguments").empty())
            return push(PickleDict{});
        if (isRebuild(*symbol, "_rebuild_parameter")) {
            const PickleHandle tensor = tupleOf(arguments, 1, "tensor")[0];
            if (!as<PickleTensor>(tensor))
                fail("makes a parameter of something else than a tensor");
            return m_stack.push_back(tensor);
        }
        if (!isRebuild(*symbol, "_rebuild_tensor_v2"))
            fail("calls " + symbol->module + "." + symbol->name + ", which is not for calling so");
        const auto& parts = tupleOf(arguments, 4, "storage, offset, shape and strides");
        const auto* storage = as<PickleStorage>(parts[0]);
        if (!storage)
            fail("makes a tensor of something else than a storage");
        PickleTensor tensor{*storage, wholeOf(parts[1], "offset"), wholesOf(parts[2], "shape"),
                            wholesOf(parts[3], "stride")};
        if (tensor.shape.size() != tensor.strides.size())
            fail("has a tensor with as many strides as it has no dimensions");
        push(std::move(tensor));
    }

    bool m_isOver = false;
    Pickle m_pickle;
    std::vector<PickleHandle> m_stack;
    std::map<std::uint64_t, PickleHandle> m_memo;
};

} // namespace

Pickle readPickle(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    return PickleMachine(bytes, path).run();
}

} // namespace tastescope
